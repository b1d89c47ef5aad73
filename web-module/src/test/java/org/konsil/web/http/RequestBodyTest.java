package org.konsil.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.konsil.core.error.ErrorCode;
import org.konsil.core.error.MatrixException;

class RequestBodyTest {
  private static final int LIMIT = 1000;

  @Test
  void readsUpToTheLimitAndOneByteMoreIsTooLarge() {
    assertEquals(LIMIT, RequestBody.read(body(LIMIT), "1000", LIMIT).length);
    assertEquals(LIMIT, RequestBody.read(body(LIMIT), null, LIMIT).length);
    assertRefused(ErrorCode.M_TOO_LARGE, body(LIMIT + 1), "1001");
    assertRefused(ErrorCode.M_TOO_LARGE, body(LIMIT + 1), null);
  }

  @Test
  void theClientMaySendAllOfWhatIsTooLarge() {
    ByteArrayInputStream body = body(50 * LIMIT);
    assertRefused(ErrorCode.M_TOO_LARGE, body, "50000");
    assertEquals(0, body.available());
  }

  @Test
  void aLengthBeyondAllMeasureIsRefusedUnread() {
    InputStream untouched =
        new InputStream() {
          @Override
          public int read() {
            throw new AssertionError("must not be read");
          }
        };
    assertRefused(ErrorCode.M_TOO_LARGE, untouched, "100000000000");
  }

  @Test
  void aClientThatHangsUpIsNoFailureOfOurs() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    assertRefused(ErrorCode.M_NOT_JSON, broken, "10");
  }

  private static ByteArrayInputStream body(int length) {
    return new ByteArrayInputStream(new byte[length]);
  }

  private static void assertRefused(ErrorCode code, InputStream body, String declared) {
    assertEquals(
        code,
        assertThrows(MatrixException.class, () -> RequestBody.read(body, declared, LIMIT)).code());
  }
}
