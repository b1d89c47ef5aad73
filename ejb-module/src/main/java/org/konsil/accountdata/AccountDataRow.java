package org.konsil.accountdata;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.konsil.core.id.RoomId;

/** One piece of account data; {@code room} is empty for the global ones. */
public record AccountDataRow(Optional<RoomId> room, String type, ObjectNode content) {}
