package org.konsil.federation.transaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import org.konsil.federation.FederationRequester;
import org.konsil.storage.Db;

/** The answers to transactions. */
@ApplicationScoped
class TransactionStore {
  @Inject private Db db;

  protected TransactionStore() {}

  TransactionStore(Db db) {
    this.db = db;
  }

  Optional<ObjectNode> find(FederationRequester peer, String txnId) {
    return db.find(
        "SELECT answer FROM federation_txn WHERE origin = ? AND destination = ? AND txn_id = ?",
        row -> row.json("answer"),
        peer.origin(),
        peer.destination(),
        txnId);
  }

  void insert(FederationRequester peer, String txnId, ObjectNode answer, Instant now) {
    db.update(
        "INSERT INTO federation_txn (origin, destination, txn_id, answer, answered_at)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        peer.origin(),
        peer.destination(),
        txnId,
        answer,
        now);
  }

  void deleteBefore(Instant time) {
    db.update("DELETE FROM federation_txn WHERE answered_at < ?", time);
  }
}
