-- A repetition is a request of the same path (client-server API, "Transaction identifiers"): the
-- same name for an event of another type is another request.
CREATE UNIQUE INDEX event_txn_type ON event (room_nid, sender, txn_device, txn_id, type);
DROP INDEX event_txn;
