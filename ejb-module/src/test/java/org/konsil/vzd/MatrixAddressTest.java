package org.konsil.vzd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.core.id.UserId;

/** Addresses in the directory's form and in Matrix's. */
class MatrixAddressTest {
  @DisplayName("matrix:u/… in the directory, @local:domain in Matrix")
  @ParameterizedTest
  @CsvSource({
    "@aufnahme:klinik.example,matrix:u/aufnahme:klinik.example",
    "@a.b_c-d:klinik.example:8448,matrix:u/a.b_c-d:klinik.example:8448",
    "@a=b:klinik.example,matrix:u/a=b:klinik.example",
    "@a/b+c:klinik.example,matrix:u/a%2Fb%2Bc:klinik.example"
  })
  void eachFormLeadsToTheOther(String user, String address) {
    assertThat(MatrixAddress.of(UserId.parse(user))).isEqualTo(address);
    assertThat(MatrixAddress.toUser(address)).contains(UserId.parse(user));
    assertThat(MatrixAddress.toUser(address + "?action=chat")).contains(UserId.parse(user));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "@a:klinik.example",
        "matrix:r/a:klinik.example",
        "matrix:u/",
        "matrix:u/a",
        "matrix:u/%zz:klinik.example",
        "mailto:a@klinik.example"
      })
  void whatNamesNoUserIsNone(String address) {
    assertThat(MatrixAddress.toUser(address)).isEmpty();
  }
}
