package dev.handoff.events.fuzz;

import dev.handoff.events.rule.RuleText;

/** A location rule: read, and then it can be written and read again; or refused at a place. */
public final class RuleTarget implements Fuzz.Target {

  @Override
  public void read(String text) {
    switch (RuleText.read(text)) {
      case RuleText.Read read ->
          SpecTarget.require(
              RuleText.read(RuleText.write(read.rule())).equals(read), "what is written is read");
      case RuleText.Refused refused -> {
        int index = refused.index();
        SpecTarget.require(index >= 0 && index <= text.length(), "the place is in the text");
        SpecTarget.require(Nasty.isPlainLine(refused.wrong()), "plain: " + refused.wrong());
        SpecTarget.require(refused.wrong().length() <= 500, "short: " + refused.wrong());
      }
    }
  }
}
