package org.konsil.registration;

/**
 * The second factor of a new account, shown once.
 *
 * @param secret as it is typed into an authenticator app (base 32)
 * @param address the same as an address that such apps open
 */
public record Enrolment(String secret, String address) {
  @Override
  public String toString() {
    return "Enrolment";
  }
}
