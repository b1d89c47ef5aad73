/**
 * Transactions that other servers send: limits, the memory of what was answered, and handing the
 * parts to inbound and edu. Called by the federation's web resource alone. What a PDU or an EDU
 * means is decided there.
 */
package org.konsil.federation.transaction;
