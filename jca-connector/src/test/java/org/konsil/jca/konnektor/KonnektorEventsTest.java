package org.konsil.jca.konnektor;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkManager;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.konsil.jca.api.CetpEvent;
import org.konsil.jca.api.CetpListener;
import org.konsil.jca.api.KonnektorConnection;
import org.konsil.jca.api.Subscription;
import org.konsil.jca.cetp.CetpActivationSpec;

/** The whole way of an event: subscribe, a card is inserted, the bean gets it. */
class KonnektorEventsTest {

  private static final String ICCSN = "80276883011234562205";

  @TempDir private Path directory;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<CetpEvent> received = new LinkedBlockingQueue<>();
  private final KonnektorResourceAdapter adapter = new KonnektorResourceAdapter();
  private PlayedKonnektor played;
  private int port;

  /** What the container generates for a bean. */
  private interface Bean extends MessageEndpoint, CetpListener {}

  @BeforeEach
  void start() throws Exception {
    played = new PlayedKonnektor(directory);
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    WorkManager work =
        stub(
            WorkManager.class,
            args -> {
              threads.execute((Work) args[0]);
              return 0L;
            });
    adapter.setCetpPort(port);
    adapter.start(stub(BootstrapContext.class, args -> work));
    Bean bean =
        stub(
            Bean.class,
            args -> {
              if (args != null && args[0] instanceof CetpEvent event) {
                received.add(event);
              }
              return null;
            });
    adapter.endpointActivation(
        stub(MessageEndpointFactory.class, args -> bean), new CetpActivationSpec());
  }

  @AfterEach
  void stop() {
    adapter.stop();
    played.close();
    threads.shutdownNow();
  }

  private interface Answer {
    Object to(Object[] args);
  }

  private static <T> T stub(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> answer.to(args)));
  }

  @Test
  void aCardThatIsInsertedReachesTheBean() throws Exception {
    Subscription subscription;
    try (KonnektorConnection connection = played.factory().getConnection()) {
      subscription = connection.subscribe("cetp://127.0.0.1:" + port, "CARD");
    }
    String handle =
        played
            .konnektor
            .insert("HBA", ICCSN, "CT-0002", 1, "Dr. Süß", LocalDate.of(2028, 3, 14))
            .handle();

    CetpEvent event = received.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    assertThat(event.topic()).isEqualTo("CARD/INSERTED");
    assertThat(event.subscriptionId()).isEqualTo(subscription.id());
    assertThat(event.parameters())
        .containsEntry("CardHandle", handle)
        .containsEntry("ICCSN", ICCSN)
        .containsEntry("CardHolderName", "Dr. Süß");

    played.konnektor.setOnline(false);
    played.konnektor.remove(ICCSN);
    CetpEvent second = received.poll(10, TimeUnit.SECONDS);
    assertThat(second).as("not subscribed: NETWORK").isNotNull();
    assertThat(second.topic()).isEqualTo("CARD/REMOVED");
  }
}
