package dev.handoff.beacon.transport.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PemTest {

  private static final byte[] PKCS8 = PlayedOci.KEYS.getPrivate().getEncoded();

  @Test
  void readsAKeyInPkcs8() throws Exception {
    assertEquals(PlayedOci.KEYS.getPrivate(), Pem.of(Pems.of("PRIVATE KEY", PKCS8)).rsaKey());
  }

  @Test
  void readsAKeyInPkcs1() throws Exception {
    assertEquals(
        PlayedOci.KEYS.getPrivate(),
        Pem.of(Pems.of("RSA PRIVATE KEY", Pems.pkcs1(PKCS8))).rsaKey());
  }

  @Test
  void takesNoNoticeOfWhatSurroundsIt() throws Exception {
    String text = "Bag Attributes: none\r\n" + Pems.of("PRIVATE KEY", PKCS8) + "OCI_API_KEY\r\n";

    assertEquals(PlayedOci.KEYS.getPrivate(), Pem.of(text.replace("\n", "\r\n")).rsaKey());
  }

  @Test
  void saysWhatItIsInsteadOfAKey() {
    GeneralSecurityException thrown =
        assertThrows(
            GeneralSecurityException.class,
            () -> Pem.of(Pems.of("ENCRYPTED PRIVATE KEY", PKCS8)).rsaKey());

    assertEquals(
        "ENCRYPTED PRIVATE KEY, where an RSA key without a password is needed",
        thrown.getMessage());
  }

  @Test
  void refusesWhatIsNoPem() {
    assertThrows(InvalidKeyException.class, () -> Pem.of("<html>"));
    assertThrows(
        GeneralSecurityException.class,
        () -> Pem.of(Pems.of("PRIVATE KEY", Arrays.copyOf(PKCS8, 100))).rsaKey());
  }
}
