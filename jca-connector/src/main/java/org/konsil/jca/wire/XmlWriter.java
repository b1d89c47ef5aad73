package org.konsil.jca.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Writes a document, element by element. Every element declares its own prefix. */
public final class XmlWriter {

  private final StringBuilder out =
      new StringBuilder(512).append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  private final Deque<String> open = new ArrayDeque<>();

  /** A namespace and the prefix it is written with. */
  public record Namespace(String prefix, String uri) {}

  public XmlWriter open(Namespace namespace, String name) {
    String qualified = namespace.prefix() + ":" + name;
    out.append('<').append(qualified);
    out.append(" xmlns:").append(namespace.prefix()).append("=\"");
    escaped(namespace.uri());
    out.append("\">");
    open.push(qualified);
    return this;
  }

  /** Adds an attribute to the element opened last; only before anything is written into it. */
  public XmlWriter attribute(String name, String value) {
    if (out.charAt(out.length() - 1) != '>') {
      throw new IllegalStateException("the element has content already");
    }
    out.setLength(out.length() - 1);
    out.append(' ').append(name).append("=\"");
    escaped(value);
    out.append("\">");
    return this;
  }

  public XmlWriter text(Namespace namespace, String name, String value) {
    open(namespace, name);
    escaped(value);
    return close();
  }

  /** Text of the element opened last. */
  public XmlWriter content(String value) {
    escaped(value);
    return this;
  }

  public XmlWriter close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** The document; all elements must be closed. */
  public byte[] bytes() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("open: " + open);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void escaped(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\t', '\n', '\r' -> out.append("&#").append((int) c).append(';');
        default -> {
          if (c < ' ' || c == '\uFFFE' || c == '\uFFFF') {
            throw new IllegalArgumentException("a character that XML cannot carry");
          }
          out.append(c);
        }
      }
    }
  }
}
