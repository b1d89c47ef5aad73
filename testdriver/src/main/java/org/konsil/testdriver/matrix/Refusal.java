package org.konsil.testdriver.matrix;

/** What a homeserver, a client before it, or the test driver did not do. */
public class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * @param status as of HTTP
   * @param code the errcode, as Matrix names it
   */
  public Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
