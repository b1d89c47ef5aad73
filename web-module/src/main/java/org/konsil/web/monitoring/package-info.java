/**
 * What an operator's machines ask: health for whoever spreads the load, metrics for Prometheus. No
 * Matrix API, and nothing here is for users.
 */
package org.konsil.web.monitoring;
