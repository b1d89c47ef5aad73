/**
 * The real-time channel from outside: the same bodies as GET /sync, sends, and its end with the
 * token's. Needs the built EAR.
 */
package org.konsil.it.realtime;
