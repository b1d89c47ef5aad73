package org.konsil.federation.outbound;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.konsil.core.id.EventId;
import org.konsil.core.id.RoomId;

/** What one transaction carries: rows of one queue in their order. */
record Batch(List<QueuedPdu> pdus, List<QueuedEdu> edus) {
  record QueuedPdu(long id, RoomId room, EventId event) {}

  record QueuedEdu(long id, ObjectNode edu) {}

  boolean isEmpty() {
    return pdus.isEmpty() && edus.isEmpty();
  }

  int size() {
    return pdus.size() + edus.size();
  }

  /** The same for the same rows, so that a repetition is known as such (F27). */
  String txnId() {
    StringBuilder rows = new StringBuilder();
    pdus.forEach(pdu -> rows.append('p').append(pdu.id()));
    edus.forEach(edu -> rows.append('e').append(edu.id()));
    return UUID.nameUUIDFromBytes(rows.toString().getBytes(StandardCharsets.US_ASCII))
        .toString()
        .replace("-", "");
  }
}
