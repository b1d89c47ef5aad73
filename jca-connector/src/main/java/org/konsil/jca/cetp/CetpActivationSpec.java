package org.konsil.jca.cetp;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.util.Optional;

/** What a message-driven bean may set for its listener; unset properties are the adapter's. */
public class CetpActivationSpec extends CetpProperties implements ActivationSpec {

  private ResourceAdapter adapter;

  /** The listener to open, with the adapter's values where this sets none. */
  Optional<CetpSettings> settings(CetpProperties adapterProperties) throws ResourceException {
    try {
      return settingsOver(adapterProperties);
    } catch (IllegalArgumentException e) {
      throw new InvalidPropertyException(e.getMessage(), e);
    }
  }

  @Override
  public void validate() throws InvalidPropertyException {
    // the values are judged together with the adapter's, when the listener opens
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter given) throws ResourceException {
    if (adapter != null && adapter != given) {
      throw new ResourceException("the activation belongs to another adapter");
    }
    adapter = given;
  }
}
