/**
 * What we are asked as a server that is in a room: memberships that other servers hand to us, and
 * events, states and history that they want to know. Each answer checks first that the asking
 * server may ask at all. How a handed event is judged belongs to inbound.
 */
package org.konsil.federation.resident;
