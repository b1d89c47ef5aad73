package org.konsil.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class HtmlHeadTest {
  @Test
  void propertiesAreReadInWhateverWayTheyAreWritten() {
    String html =
        "<!doctype html><html><head><meta charset=utf-8>\n"
            + "<META content='A &amp; B' property=\"og:title\" />"
            + "<meta property=og:type content=article>"
            + "<meta name=\"og:description\" content=\"one\ntwo\">"
            + "<meta property=\"og:title\" content=\"second\">"
            + "<meta property=\"article:author\" content=\"x\"></head></html>";
    assertThat(HtmlHead.openGraph(html))
        .containsExactly(
            entry("og:title", "A & B"),
            entry("og:type", "article"),
            entry("og:description", "one\ntwo"));
  }

  @Test
  void aPageWithoutPropertiesHasItsTitle() {
    assertThat(HtmlHead.openGraph("<title lang=de>Station 3 &lt;innen&gt;</title>"))
        .containsExactly(entry("og:title", "Station 3 <innen>"));
  }

  @Test
  void whatIsInTheBodyIsNoMetadata() {
    assertThat(HtmlHead.openGraph("<body><meta property='og:title' content='x'>")).isEmpty();
  }

  /** CVE-2022-31052: a page of ten thousand levels. */
  @Test
  void cve_2022_31052_aDeepPageIsReadLikeAnyOther() {
    String deep = "<div>".repeat(10_000) + "<meta property='og:title' content='x'>";
    assertThat(HtmlHead.openGraph(deep)).isEmpty();
    assertThat(HtmlHead.openGraph("<meta property='og:title' content='x'>" + deep)).hasSize(1);
  }

  @Test
  void valuesAreCut() {
    String html = "<meta property='og:title' content='" + "x".repeat(100_000) + "'>";
    assertThat(HtmlHead.openGraph(html).get("og:title")).hasSize(1000);
  }

  @Property(tries = 500)
  void whateverIsSentIsRead(
      @ForAll @Chars({'<', '>', '=', '"', '\'', ' ', '/', '&', 'm', 'e', 't', 'a'}) String html) {
    assertThat(HtmlHead.openGraph("<meta " + html)).isNotNull();
  }
}
