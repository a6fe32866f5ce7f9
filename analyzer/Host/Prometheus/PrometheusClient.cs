using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace CanaryMesh.Analyzer.Prometheus;

/// <summary>One instant query, with a deadline and through the guarded client.</summary>
internal sealed class PrometheusClient(HttpClient guarded, TimeProvider time) : IPrometheusClient
{
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(5);

    public async Task<PrometheusReading> QueryAsync(
        Uri server, string promql, DateTimeOffset at, CancellationToken cancellation, AuthenticationHeaderValue? authorization = null)
    {
        if (OutboundAddress.Fault(server) is { } fault)
        {
            return new PrometheusReading.Refused(fault);
        }

        using var deadline = new CancellationTokenSource(Deadline, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var request = new HttpRequestMessage(HttpMethod.Get, Query(server, promql, at));
        request.Headers.Authorization = authorization;
        try
        {
            using var response = await guarded.SendAsync(request, both.Token);
            return response.IsSuccessStatusCode
                ? PrometheusAnswer.Read(await response.Content.ReadAsByteArrayAsync(both.Token))
                : Refusal(server, response.StatusCode);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new PrometheusReading.Unreachable($"{server.Authority} gave no answer within {Deadline.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException exception) when (exception.InnerException is AddressRefusedException refused)
        {
            return new PrometheusReading.Refused(refused.Message);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new PrometheusReading.Refused($"the answer of {server.Authority} is too large");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new PrometheusReading.Unreachable($"{server.Authority} could not be reached");
        }
    }

    private static Uri Query(Uri server, string promql, DateTimeOffset at)
    {
        var seconds = (at.ToUnixTimeMilliseconds() / 1000.0).ToString("0.###", CultureInfo.InvariantCulture);
        var root = server.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri($"{root}/api/v1/query?query={Uri.EscapeDataString(promql)}&time={seconds}");
    }

    private static PrometheusReading Refusal(Uri server, HttpStatusCode code) =>
        (int)code >= 500 || code is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            ? new PrometheusReading.Unreachable($"{server.Authority} answered HTTP {(int)code}")
            : new PrometheusReading.Refused($"{server.Authority} answered HTTP {(int)code}");
}
