package org.konsil.core.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MatrixExceptionTest {

  @Test
  void theBodyHasCodeAndMessage() {
    MatrixException error = MatrixException.forbidden("No");

    assertThat(error.status()).isEqualTo(403);
    assertThat(error.body()).hasToString("{\"errcode\":\"M_FORBIDDEN\",\"error\":\"No\"}");
  }

  @Test
  void furtherMembersFollow() {
    MatrixException error =
        MatrixException.of(ErrorCode.M_INCOMPATIBLE_ROOM_VERSION, "No")
            .with("room_version", "99")
            .with("count", 3)
            .with("list", JsonNodeFactory.instance.arrayNode().add(1))
            .status(418);

    assertThat(error.status()).isEqualTo(418);
    assertThat(error.body().get("room_version").textValue()).isEqualTo("99");
    assertThat(error.body().get("count").longValue()).isEqualTo(3);
    assertThat(error.body().get("list")).hasSize(1);
  }

  @Test
  void tokensAndLimitsTellMore() {
    assertThat(MatrixException.unknownToken("Gone", true).body().get("soft_logout").booleanValue())
        .isTrue();
    MatrixException limit = MatrixException.limitExceeded(Duration.ofSeconds(2));
    assertThat(limit.status()).isEqualTo(429);
    assertThat(limit.body().get("retry_after_ms").longValue()).isEqualTo(2000);
    assertThat(MatrixException.missingToken().status()).isEqualTo(401);
  }

  @Test
  void theBodyIsACopy() {
    MatrixException error = MatrixException.notFound("No").with("a", "b");
    error.body().removeAll();

    assertThat(error.body()).hasSize(3);
  }
}
