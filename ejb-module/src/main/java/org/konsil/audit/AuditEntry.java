package org.konsil.audit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * One administrative act.
 *
 * @param number counts from 1 in each domain, without gaps
 * @param actor a user id, or {@code server} for what the installation itself did
 * @param act what was done, as a dotted name: {@code account.lock}
 * @param object what it was done to
 * @param details further facts; no secrets, no message contents
 * @param previousHash the hash of the entry before, empty for the first
 * @param hash SHA-256 over everything else, in hexadecimal
 */
public record AuditEntry(
    long number,
    Instant at,
    String actor,
    String act,
    String object,
    ObjectNode details,
    String previousHash,
    String hash) {}
