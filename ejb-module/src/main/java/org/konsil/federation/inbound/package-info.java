/**
 * Events of other servers, from whichever door: the checks on receipt of a PDU, one class a step,
 * then the room's one append. Missing events, auth events and states are fetched here, always
 * outside transactions and with bounds. The doors (transactions, joins, backfill) call {@link
 * org.konsil.federation.inbound.PduReceivingService}; nothing here answers a request of its own.
 */
package org.konsil.federation.inbound;
