package org.konsil.jca.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An element that was read, with its attributes (by local name), its text and its child elements.
 *
 * <p>Children are looked up by local name: within one message of the Konnektor they are
 * unambiguous, and vendors differ in the namespace versions of nested types.
 *
 * @param text the element's own text, trimmed; empty when it has none
 */
public record XmlElement(
    String namespace,
    String name,
    Map<String, String> attributes,
    String text,
    List<XmlElement> children) {

  public XmlElement {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  public boolean is(String wantedNamespace, String wantedName) {
    return namespace.equals(wantedNamespace) && name.equals(wantedName);
  }

  public Stream<XmlElement> children(String wantedName) {
    return children.stream().filter(child -> child.name.equals(wantedName));
  }

  /** The element at the end of a path of local names, the first where there are several. */
  public Optional<XmlElement> find(String... path) {
    Optional<XmlElement> at = Optional.of(this);
    for (String step : path) {
      at = at.flatMap(element -> element.children(step).findFirst());
    }
    return at;
  }

  /**
   * The same for an element that must be there.
   *
   * @throws XmlException naming the path when it is missing
   */
  public XmlElement get(String... path) throws XmlException {
    return find(path)
        .orElseThrow(() -> new XmlException(name + " lacks " + String.join("/", path)));
  }

  /** The text at the end of a path, empty when the element is missing or blank. */
  public Optional<String> findText(String... path) {
    return find(path).map(XmlElement::text).filter(found -> !found.isEmpty());
  }

  /** The text of an element that must be there; may be empty. */
  public String getText(String... path) throws XmlException {
    return get(path).text();
  }

  public Optional<String> attribute(String attributeName) {
    return Optional.ofNullable(attributes.get(attributeName));
  }
}
