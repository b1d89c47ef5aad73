package org.konsil.it.bench.kernels;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.konsil.core.auth.AuthResult;
import org.konsil.core.auth.AuthRules;
import org.konsil.core.event.ClientEvents;
import org.konsil.core.event.EventBuilder;
import org.konsil.core.event.Pdu;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;
import org.konsil.core.id.ServerName;
import org.konsil.core.id.UserId;
import org.konsil.core.json.CanonicalJson;
import org.konsil.core.json.Json;
import org.konsil.core.push.DefaultPushRules;
import org.konsil.core.push.PushAction;
import org.konsil.core.push.PushContext;
import org.konsil.core.push.PushRules;
import org.konsil.core.signing.SigningKey;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What each message costs outside of HTTP and the database. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class KernelBenchmark {
  private static final ServerName SERVER = ServerName.parse("klinik.example");

  private final KernelRoom room = new KernelRoom(50);
  private final SigningKey key = SigningKey.generate(new SecureRandom(), "k1");
  private Pdu message;
  private byte[] bytes;
  private PushContext context;
  private ObjectNode rules;

  @Setup
  public void prepare() {
    message = build();
    bytes = message.bytes();
    UserId reader = UserId.parse(KernelRoom.user(7));
    rules = DefaultPushRules.forUser(reader);
    context = new PushContext(ClientEvents.format(message), reader, "Ward 7", 50, 0, null);
  }

  @Benchmark
  public byte[] canonicalJson() {
    return CanonicalJson.encode(message.json());
  }

  @Benchmark
  public byte[] sign() {
    return key.sign(bytes);
  }

  /** Canonical bytes, content hash, signature and id. */
  @Benchmark
  public Pdu build() {
    ObjectNode content = Json.object().put("msgtype", "m.text");
    content.put("body", "Blood count of bed 12 is there, please have a look");
    return new EventBuilder(KernelRoom.VERSION)
        .roomId(RoomId.parse(KernelRoom.ID))
        .sender(UserId.parse(KernelRoom.user(3)))
        .type("m.room.message")
        .content(content)
        .prevEvents(List.of(new EventId("$join49")))
        .authEvents(List.of(new EventId("$create"), new EventId("$levels"), new EventId("$join3")))
        .references(room::event)
        .depth(60)
        .originServerTs(1_700_000_000_000L)
        .build(SERVER, key);
  }

  @Benchmark
  public AuthResult authCheck() {
    return AuthRules.check(message, room::current, room::event);
  }

  @Benchmark
  public Optional<PushAction> pushRules() {
    return PushRules.evaluate(rules, context);
  }

  @Benchmark
  public ObjectNode parse() {
    return Json.parseObject(bytes);
  }
}
