package org.konsil.testdriver.device;

/** An account, as whoever uses it knows it. */
public record TestAccount(String mxid, String username, String password, String displayName) {
  @Override
  public String toString() {
    return "TestAccount[" + mxid + "]";
  }
}
