using System.Net;
using System.Security.Authentication;
using CanaryMesh.Analyzer.Prometheus;

namespace CanaryMesh.Analyzer.Sources;

/// <summary>One GET through the guarded client: a body, or why there is none. Texts of the other end go nowhere.</summary>
internal sealed class MetricHttp(GuardedClients clients)
{
    public async Task<(byte[]? Body, PrometheusReading? Fault)> GetAsync(MetricEndpoint endpoint, Uri address, ReadDeadline deadline)
    {
        if (OutboundAddress.Fault(address) is { } fault)
        {
            return (null, new PrometheusReading.Refused(fault));
        }

        if (clients.For(endpoint.Tls) is not { } client)
        {
            return (null, new PrometheusReading.Refused("ca.crt, tls.crt or tls.key of the Secret cannot be read"));
        }

        try
        {
            using var request = Request(endpoint, address);
            using var response = await client.SendAsync(request, deadline.Token);
            return response.IsSuccessStatusCode
                ? (await response.Content.ReadAsByteArrayAsync(deadline.Token), null)
                : (null, Refusal(address, response.StatusCode));
        }
        catch (OperationCanceledException) when (!deadline.Caller.IsCancellationRequested)
        {
            return (null, new PrometheusReading.Unreachable($"{address.Authority} gave no answer within {deadline.Span.TotalSeconds:0.#} s"));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return (null, Failure(address, exception));
        }
    }

    private static HttpRequestMessage Request(MetricEndpoint endpoint, Uri address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in endpoint.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.Authorization = endpoint.Authorization ?? request.Headers.Authorization;
        return request;
    }

    private static PrometheusReading Failure(Uri address, Exception exception) => exception switch
    {
        HttpRequestException { InnerException: AddressRefusedException refused } => new PrometheusReading.Refused(refused.Message),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => new PrometheusReading.Refused($"the answer of {address.Authority} is too large"),
        HttpRequestException { InnerException: AuthenticationException } => new PrometheusReading.Refused($"the certificate of {address.Authority} is not trusted"),
        _ => new PrometheusReading.Unreachable($"{address.Authority} could not be reached"),
    };

    private static PrometheusReading Refusal(Uri address, HttpStatusCode code) =>
        (int)code >= 500 || code is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            ? new PrometheusReading.Unreachable($"{address.Authority} answered HTTP {(int)code}")
            : new PrometheusReading.Refused($"{address.Authority} answered HTTP {(int)code}");
}
