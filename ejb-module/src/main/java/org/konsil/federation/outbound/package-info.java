/**
 * The durable queue to other servers: rows written in the transaction that makes an event, and a
 * worker a destination that sends them in order, backs off and catches up. Who has something to
 * tell calls {@link org.konsil.federation.outbound.FederationQueueService}; what it means is
 * theirs.
 */
package org.konsil.federation.outbound;
