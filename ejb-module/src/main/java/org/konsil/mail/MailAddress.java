package org.konsil.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

/** What may be written to. */
public final class MailAddress {
  private static final int LONGEST = 320;

  private MailAddress() {}

  /** Whether it is one plain address, such as {@code praxis@kim.example}. */
  public static boolean isValid(String text) {
    if (text == null || text.length() > LONGEST || !text.contains("@")) {
      return false;
    }
    try {
      InternetAddress[] parsed = InternetAddress.parse(text, true);
      return parsed.length == 1 && text.equals(parsed[0].getAddress());
    } catch (AddressException e) {
      return false;
    }
  }
}
