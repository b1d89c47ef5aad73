/** What a connection does between two requests. Knows the server's Undertow. */
package org.konsil.web.connection;
