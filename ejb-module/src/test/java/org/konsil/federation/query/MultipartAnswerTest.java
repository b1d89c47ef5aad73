package org.konsil.federation.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartAnswerTest {
  private static final String TYPE = "multipart/mixed; boundary=abc";

  @TempDir Path folder;

  @Test
  void theContentOfTheSecondPartIsFound() throws IOException {
    String content = "x\r\n--abd\r\n\r\n".repeat(10_000);
    String answer =
        "--abc\r\nContent-Type: application/json\r\n\r\n{}\r\n--abc\r\nContent-Type: image/png\r\n"
            + "Content-Disposition: inline; filename=\"a \\\"b\\\".png\"\r\n\r\n"
            + content
            + "\r\n--abc--\r\n";
    MultipartAnswer parts = read(TYPE, answer).orElseThrow();
    assertThat(parts.length()).isEqualTo(content.length());
    assertThat(answer.substring((int) parts.offset())).startsWith(content);
    assertThat(parts.header("content-type")).contains("image/png");
    assertThat(parts.fileName()).contains("a \"b\".png");
  }

  @Test
  void anEmptyContentANameInUnicodeAndAPlaceElsewhere() throws IOException {
    MultipartAnswer parts =
        read(
                "multipart/mixed; charset=utf-8; boundary=\"a bc\"",
                "--a bc\r\n\r\n{}\r\n--a bc\r\nlocation: https://cdn.example/1\r\n"
                    + "content-disposition: attachment; filename*=utf-8''%C3%A4%2B.txt\r\n\r\n"
                    + "\r\n--a bc--")
            .orElseThrow();
    assertThat(parts.length()).isZero();
    assertThat(parts.header("location")).contains("https://cdn.example/1");
    assertThat(parts.fileName()).contains("\u00e4+.txt");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--abc",
        "--abc\r\n\r\n{}\r\n--abc--",
        "--abc\r\n\r\n{}\r\n--abc\r\n\r\ncontent that never ends",
        "--abc\r\n\r\n{}\r\n--abc\r\nno end of headers\r\n--abc--"
      })
  void anythingElseIsNoMedia(String answer) throws IOException {
    assertThat(read(TYPE, answer)).isEmpty();
    assertThat(read("text/plain", answer)).isEmpty();
  }

  private Optional<MultipartAnswer> read(String type, String answer) throws IOException {
    Path file = folder.resolve("answer");
    Files.write(file, answer.getBytes(StandardCharsets.ISO_8859_1));
    return MultipartAnswer.read(type, file);
  }
}
