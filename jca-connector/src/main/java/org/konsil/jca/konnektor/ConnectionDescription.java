package org.konsil.jca.konnektor;

import jakarta.resource.spi.ManagedConnectionMetaData;
import org.konsil.jca.api.ProductInformation;

/** What a connection says of its Konnektor to the container. */
record ConnectionDescription(ProductInformation product) implements ManagedConnectionMetaData {

  @Override
  public String getEISProductName() {
    return product.name();
  }

  @Override
  public String getEISProductVersion() {
    return product.version();
  }

  /** No limit that we know. */
  @Override
  public int getMaxConnections() {
    return 0;
  }

  @Override
  public String getUserName() {
    return "";
  }
}
