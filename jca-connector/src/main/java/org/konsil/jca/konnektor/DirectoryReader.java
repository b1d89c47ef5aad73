package org.konsil.jca.konnektor;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.konsil.jca.api.KonnektorAnswerException;
import org.konsil.jca.api.ProductInformation;
import org.konsil.jca.api.ServiceDirectory;
import org.konsil.jca.wire.XmlElement;
import org.konsil.jca.wire.XmlException;
import org.konsil.jca.wire.XmlReader;

/** Reads connector.sds (ServiceDirectory 3.1). */
final class DirectoryReader {

  private DirectoryReader() {}

  static ServiceDirectory read(byte[] document) throws KonnektorAnswerException {
    try {
      XmlElement root = XmlReader.parse(document);
      if (!root.is(Names.DIRECTORY, "ConnectorServices")) {
        throw new XmlException("is a " + root.name());
      }
      List<ServiceDirectory.Service> services = new ArrayList<>();
      for (XmlElement service : root.get("ServiceInformation").children()) {
        services.addAll(versions(service));
      }
      return new ServiceDirectory(
          product(root.get("ProductInformation")),
          isTrue(root.getText("TLSMandatory")),
          isTrue(root.getText("ClientAutMandatory")),
          services);
    } catch (XmlException | IllegalArgumentException e) {
      throw new KonnektorAnswerException("connector.sds: " + e.getMessage(), e);
    }
  }

  static boolean isTrue(String xmlBoolean) {
    return xmlBoolean.equals("true") || xmlBoolean.equals("1");
  }

  private static List<ServiceDirectory.Service> versions(XmlElement service) throws XmlException {
    List<ServiceDirectory.Service> found = new ArrayList<>();
    String name = service.attribute("Name").orElse("");
    for (XmlElement version : service.get("Versions").children("Version").toList()) {
      Optional<URI> tls = location(version, "EndpointTLS");
      if (tls.isPresent()) {
        found.add(
            new ServiceDirectory.Service(
                name,
                version.attribute("Version").orElse(""),
                version.attribute("TargetNamespace").orElse(""),
                location(version, "Endpoint"),
                tls.get()));
      }
    }
    return found;
  }

  private static Optional<URI> location(XmlElement version, String endpoint) {
    return version
        .find(endpoint)
        .flatMap(element -> element.attribute("Location"))
        .map(URI::create)
        .filter(uri -> uri.getHost() != null);
  }

  private static ProductInformation product(XmlElement product) throws XmlException {
    XmlElement type = product.get("ProductTypeInformation");
    XmlElement identification = product.get("ProductIdentification");
    XmlElement version = identification.get("ProductVersion");
    Optional<String> central = version.findText("Central");
    return new ProductInformation(
        type.getText("ProductType"),
        type.getText("ProductTypeVersion"),
        identification.getText("ProductVendorID"),
        product.getText("ProductMiscellaneous", "ProductVendorName"),
        identification.getText("ProductCode"),
        product.getText("ProductMiscellaneous", "ProductName"),
        version.findText("Local", "HWVersion"),
        central.isPresent() ? central.get() : version.getText("Local", "FWVersion"));
  }
}
