package org.konsil.jca.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.konsil.jca.wire.XmlWriter.Namespace;

/** What comes from the network is read within limits, or refused (F25). */
class XmlReaderTest {

  private static final Namespace NAMESPACE = new Namespace("n", "urn:example");

  private static XmlElement parse(String xml) throws XmlException {
    return XmlReader.parse(xml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatTheWriterWrote() throws XmlException {
    byte[] document =
        new XmlWriter()
            .open(NAMESPACE, "a")
            .attribute("wide", "<\"&\n>")
            .text(NAMESPACE, "b", "<&>\"' ä € 𝄞")
            .open(NAMESPACE, "c")
            .close()
            .close()
            .bytes();

    XmlElement root = XmlReader.parse(document);

    assertThat(root.is("urn:example", "a")).isTrue();
    assertThat(root.attribute("wide")).contains("<\"&\n>");
    assertThat(root.getText("b")).isEqualTo("<&>\"' ä € 𝄞");
    assertThat(root.find("c")).isPresent();
    assertThat(root.findText("c")).isEmpty();
    assertThatThrownBy(() -> root.get("c", "d")).hasMessageContaining("c/d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a><a/>",
        "<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>",
        "<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/x\"> %p;]><a/>"
      })
  void refusesEveryDoctype(String xml) {
    assertThatThrownBy(() -> parse(xml))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("DOCTYPE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "text", "<a>", "<a></b>", "<a/><b/>", "<a>&x;</a>", "<p:a/>"})
  void refusesWhatIsNotWellFormed(String xml) {
    assertThatThrownBy(() -> parse(xml)).isInstanceOf(XmlException.class);
  }

  @Test
  void refusesDeepNesting() throws XmlException {
    assertThat(parse("<a>".repeat(40) + "</a>".repeat(40)).name()).isEqualTo("a");
    assertThatThrownBy(() -> parse("<a>".repeat(41) + "</a>".repeat(41)))
        .isInstanceOf(XmlException.class);
    assertThatThrownBy(() -> parse("<a>".repeat(100_000))).isInstanceOf(XmlException.class);
  }

  @Test
  void refusesMasses() {
    assertThatThrownBy(() -> parse("<a>" + "<b/>".repeat(50_000) + "</a>"))
        .isInstanceOf(XmlException.class);
  }

  @Test
  void writesNoCharacterThatXmlCannotCarry() {
    XmlWriter writer = new XmlWriter().open(NAMESPACE, "a");
    assertThatThrownBy(() -> writer.text(NAMESPACE, "b", "\u0000"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
