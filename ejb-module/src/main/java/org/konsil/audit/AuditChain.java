package org.konsil.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.konsil.audit.AuditStore.Head;
import org.konsil.core.id.ServerName;
import org.konsil.core.json.CanonicalJson;
import org.konsil.core.json.Json;
import org.konsil.core.signing.Sha256;

/** How an entry is bound to the one before it. */
final class AuditChain {
  private AuditChain() {}

  static AuditEntry next(
      ServerName domain,
      Head head,
      Instant at,
      String actor,
      String act,
      String object,
      ObjectNode details) {
    AuditEntry unbound =
        new AuditEntry(head.number() + 1, at, actor, act, object, details, head.hash(), "");
    return new AuditEntry(
        unbound.number(), at, actor, act, object, details, head.hash(), hash(domain, unbound));
  }

  /** Whether the entry follows the head unchanged. */
  static boolean follows(ServerName domain, Head head, AuditEntry entry) {
    return entry.number() == head.number() + 1
        && entry.previousHash().equals(head.hash())
        && entry.hash().equals(hash(domain, entry));
  }

  private static String hash(ServerName domain, AuditEntry entry) {
    ObjectNode json = Json.object();
    json.put("domain", domain.value());
    json.put("number", entry.number());
    json.put("at", entry.at().toEpochMilli());
    json.put("actor", entry.actor());
    json.put("act", entry.act());
    json.put("object", entry.object());
    json.set("details", entry.details());
    json.put("previous", entry.previousHash());
    return Sha256.hex(CanonicalJson.encode(json));
  }
}
