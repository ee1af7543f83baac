package dev.handoff.events;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlainTextTest {

  @Test
  void plainTextStaysAsItIs() {
    assertEquals("exited with 1: ü € 𝄞", PlainText.line("exited with 1: ü € 𝄞", 21));
  }

  @Test
  void whatATerminalWouldObeyIsShown() {
    assertEquals("a\\u000ab\\u001b[31m", PlainText.line("a\nb\u001b[31m", 100));
    assertEquals("\\u009b31m", PlainText.line("\u009b31m", 100));
  }

  @Test
  void whatNobodyWouldSeeIsShown() {
    assertEquals("\\u202egpj\\ufeff\\u200b", PlainText.line("\u202egpj\ufeff\u200b", 100));
  }

  @Test
  void halfACharacterIsShown() {
    assertEquals("\\ud800x", PlainText.line("\ud800x", 100));
  }

  @Test
  void theResultIsNeverLongerThanItMayBe() {
    assertEquals("abc…", PlainText.line("abcde", 4));
    assertEquals("abcd", PlainText.line("abcd", 4));
    assertEquals("a…", PlainText.line("a\u0000\u0000", 7));
    assertEquals("𝄞…", PlainText.line("𝄞𝄞𝄞", 4));
  }
}
