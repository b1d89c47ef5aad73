package org.konsil.jca.api;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * connector.sds: what the Konnektor offers and where (ServiceDirectory 3.1).
 *
 * @param tlsMandatory whether services answer over TLS only
 * @param clientAuthenticationMandatory whether a client must prove who it is
 */
public record ServiceDirectory(
    ProductInformation product,
    boolean tlsMandatory,
    boolean clientAuthenticationMandatory,
    List<Service> services) {

  public ServiceDirectory {
    services = List.copyOf(services);
  }

  /** The highest version of a service in one of the namespaces we can speak. */
  public Optional<Service> find(String name, String namespace) {
    return services.stream()
        .filter(service -> service.name().equals(name) && service.namespace().equals(namespace))
        .max((a, b) -> compareVersions(a.version(), b.version()));
  }

  /**
   * One version of one service.
   *
   * @param namespace target namespace of its WSDL
   * @param version such as 7.2.0
   */
  public record Service(
      String name, String version, String namespace, Optional<URI> endpoint, URI endpointTls) {}

  private static int compareVersions(String a, String b) {
    String[] left = a.split("\\.");
    String[] right = b.split("\\.");
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int order = Integer.compare(part(left, i), part(right, i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static int part(String[] version, int index) {
    return index < version.length && version[index].matches("[0-9]{1,6}")
        ? Integer.parseInt(version[index])
        : 0;
  }
}
