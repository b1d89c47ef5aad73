package org.konsil.web.overload;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.undertow.servlet.ServletExtension;
import io.undertow.servlet.api.DeploymentInfo;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContext;
import java.util.concurrent.atomic.LongAdder;
import org.konsil.config.KonsilConfig;

/** Puts the handlers in; the server finds it by META-INF/services. */
public class OverloadExtension implements ServletExtension {
  @Override
  public void handleDeployment(DeploymentInfo deployment, ServletContext context) {
    if (!CDI.current().select(KonsilConfig.class).get().rateLimits()) {
      return;
    }
    WaitingRequests waiting = new WaitingRequests(System.nanoTime());
    LongAdder refusals = new LongAdder();
    OverloadHandler overload = new OverloadHandler(waiting, refusals);
    deployment.addInitialHandlerChainWrapper(overload::before);
    deployment.addOuterHandlerChainWrapper(overload::after);
    MeterRegistry registry = CDI.current().select(MeterRegistry.class).get();
    Gauge.builder("konsil.requests.queued", waiting, WaitingRequests::count)
        .description("Requests that wait for a thread")
        .register(registry);
    FunctionCounter.builder("konsil.requests.shed", refusals, LongAdder::sum)
        .description("Requests that were turned away because too many waited")
        .register(registry);
  }
}
