package org.konsil.mail;

import org.konsil.testing.TestBeans;

/** Sends what waits, for tests of those who write mail. */
public final class MailFixture {
  private MailFixture() {}

  public static void sendDue(TestBeans beans) {
    beans.get(MailSending.class).sendDue();
  }
}
