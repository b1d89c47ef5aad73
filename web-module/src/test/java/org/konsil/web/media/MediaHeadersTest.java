package org.konsil.web.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaHeadersTest {
  @Test
  void onlyHarmlessTypesAreShownInPlace() {
    assertThat(Disposition.of("image/png", Optional.empty())).isEqualTo("inline");
    assertThat(Disposition.of("Text/Plain; charset=utf-8", Optional.empty())).isEqualTo("inline");
    for (String type : new String[] {"text/html", "image/svg+xml", "application/pdf", "x"}) {
      assertThat(Disposition.of(type, Optional.empty())).isEqualTo("attachment");
    }
  }

  @Test
  void fileNamesAreQuotedOrEncoded() {
    assertThat(Disposition.of("text/html", Optional.of("a \"b\\c.txt")))
        .isEqualTo("attachment; filename=\"a \\\"b\\\\c.txt\"");
    assertThat(Disposition.of("image/png", Optional.of("Röntgen 1.png")))
        .isEqualTo("inline; filename*=utf-8''R%C3%B6ntgen%201.png");
    assertThat(Disposition.of("image/png", Optional.of("a\r\nSet-Cookie: x")))
        .doesNotContain("\r")
        .doesNotContain("\n");
  }

  @Test
  void rangesAreCutToTheContent() throws Exception {
    assertThat(ByteRange.parse("bytes=0-3", 10)).contains(new ByteRange(0, 4));
    assertThat(ByteRange.parse("bytes=8-", 10)).contains(new ByteRange(8, 2));
    assertThat(ByteRange.parse("bytes=8-99", 10)).contains(new ByteRange(8, 2));
    assertThat(ByteRange.parse("bytes=-3", 10)).contains(new ByteRange(7, 3));
    assertThat(ByteRange.parse("bytes=-99", 10)).contains(new ByteRange(0, 10));
    assertThat(new ByteRange(7, 3).contentRange(10)).isEqualTo("bytes 7-9/10");
  }

  @Test
  void otherRangesGetTheWholeOrNothing() throws Exception {
    for (String header :
        new String[] {null, "", "bytes=-", "bytes=0-1,3-4", "lines=1-2", "bytes=5-2"}) {
      assertThat(ByteRange.parse(header, 10)).as(header).isEmpty();
    }
    assertThatThrownBy(() -> ByteRange.parse("bytes=10-", 10))
        .isInstanceOf(ByteRange.Unsatisfiable.class);
    assertThatThrownBy(() -> ByteRange.parse("bytes=0-", 0))
        .isInstanceOf(ByteRange.Unsatisfiable.class);
  }
}
