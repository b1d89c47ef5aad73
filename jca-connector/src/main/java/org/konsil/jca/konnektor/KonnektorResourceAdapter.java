package org.konsil.jca.konnektor;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;
import org.konsil.jca.cetp.CetpActivationSpec;
import org.konsil.jca.cetp.CetpEndpoint;
import org.konsil.jca.cetp.CetpProperties;

/**
 * The adapter's life in the container: it opens a CETP listener for each message-driven bean that
 * wants events, and closes it again. Without a port there is no listener, and all deploys the same.
 */
public class KonnektorResourceAdapter extends CetpProperties implements ResourceAdapter {

  private final Map<ActivationSpec, CetpEndpoint> endpoints = new ConcurrentHashMap<>();
  private BootstrapContext container;

  @Override
  public void start(BootstrapContext context) {
    container = context;
  }

  @Override
  public void stop() {
    endpoints.values().forEach(CetpEndpoint::close);
    endpoints.clear();
  }

  @Override
  public void endpointActivation(MessageEndpointFactory beans, ActivationSpec spec)
      throws ResourceException {
    if (!(spec instanceof CetpActivationSpec wanted)) {
      throw new NotSupportedException("not a CETP activation: " + spec.getClass().getName());
    }
    CetpEndpoint endpoint = CetpEndpoint.open(wanted, this, container.getWorkManager(), beans);
    endpoints.put(spec, endpoint);
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory beans, ActivationSpec spec) {
    CetpEndpoint endpoint = endpoints.remove(spec);
    if (endpoint != null) {
      endpoint.close();
    }
  }

  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
