package org.konsil.sandbox.konnektor;

import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Executor;

/** Sends an event to every subscriber, each on a connection of its own, plain TCP. */
final class CetpSender {

  private static final Logger LOG = System.getLogger(CetpSender.class.getName());
  private static final int TIMEOUT_MILLIS = 5_000;

  private final KonnektorModel model;
  private final Executor threads;

  CetpSender(KonnektorModel model, Executor threads) {
    this.model = model;
    this.threads = threads;
  }

  void send(String topic, String type, String severity, Map<String, String> parameters) {
    for (SandboxSubscription to : model.subscribers(topic)) {
      String event = event(to, topic, type, severity, parameters);
      threads.execute(() -> deliver(to, event));
    }
  }

  private static String event(
      SandboxSubscription to,
      String topic,
      String type,
      String severity,
      Map<String, String> parameters) {
    StringBuilder message = new StringBuilder();
    parameters.forEach(
        (key, value) ->
            message.append(
                Xml.element(
                    "EVT:Parameter", Xml.value("EVT:Key", key), Xml.value("EVT:Value", value))));
    return Xml.root(
        "EVT:Event",
        Xml.value("EVT:Topic", topic),
        Xml.value("EVT:Type", type),
        Xml.value("EVT:Severity", severity),
        Xml.value("EVT:SubscriptionID", to.id()),
        Xml.element("EVT:Message", message.toString()));
  }

  /** Only to this machine: the sandbox must not be made to call others. */
  private static void deliver(SandboxSubscription to, String event) {
    URI address = URI.create(to.eventTo());
    try (Socket socket = new Socket()) {
      InetAddress host = InetAddress.getByName(address.getHost());
      if (!host.isLoopbackAddress()) {
        throw new IOException("not a loopback address");
      }
      socket.connect(new InetSocketAddress(host, address.getPort()), TIMEOUT_MILLIS);
      byte[] xml = event.getBytes(StandardCharsets.UTF_8);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      out.writeBytes("CETP");
      out.writeInt(xml.length);
      out.write(xml);
      out.flush();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "event not delivered to {0}: {1}", to.eventTo(), e.getMessage());
    }
  }
}
