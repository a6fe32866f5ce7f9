using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CanaryMesh.Analyzer.Kubernetes;
using CanaryMesh.Analyzer.Prometheus;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Analyzer.Gates;

/// <summary>One call of a hook with its retries. Any 2xx is a yes; what else was answered is kept, so that people see why.</summary>
internal sealed class HookCaller(HttpClient guarded, HttpClient anyCertificate, IKubeApi api, HostSlots slots, TimeProvider time)
{
    private const int LongestShown = 256;
    private const int MostRead = 4096;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public async Task<HookReply> CallAsync(string ns, HookAddress address, string idempotencyKey, JsonObject payload, CancellationToken cancellation)
    {
        if (OutboundAddress.Fault(address.Url) is { } fault)
        {
            return new(false, false, fault);
        }

        var body = System.Text.Encoding.UTF8.GetBytes(payload.ToJsonString());
        for (var attempt = 0; ; attempt++)
        {
            var reply = await AttemptAsync(ns, address, idempotencyKey, body, cancellation);
            if (reply.Passed || !reply.MayPass || attempt >= address.Retries)
            {
                return attempt > 0 && !reply.Passed ? reply with { Sentence = $"{reply.Sentence} (attempt {attempt + 1})" } : reply;
            }

            await Task.Delay(Pause(attempt), time, cancellation);
        }
    }

    internal static TimeSpan Pause(int attempt) => attempt >= 5 ? LongestPause : FirstPause * Math.Min(1 << attempt, 30);

    private async Task<HookReply> AttemptAsync(string ns, HookAddress address, string idempotencyKey, byte[] body, CancellationToken cancellation)
    {
        if (await SecretAsync(ns, address.Secret, cancellation) is not { } secret)
        {
            return new(false, true, $"Secret {address.Secret} cannot be read, or holds what is no header");
        }

        using var slot = await slots.TakeAsync(ns, address.Url.Authority, cancellation);
        using var deadline = new CancellationTokenSource(address.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var request = Request(address.Url, idempotencyKey, body, secret);
            using var response = await (address.AnyCertificate ? anyCertificate : guarded).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, both.Token);
            return await ReadAsync(response, both.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(false, true, $"{address.Url.Authority} gave no answer within {address.Timeout.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException exception) when (exception.InnerException is AddressRefusedException refused)
        {
            return new(false, false, refused.Message);
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            return new(false, true, $"the certificate of {address.Url.Authority} is not trusted");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return new(false, true, $"{address.Url.Authority} could not be reached");
        }
    }

    private HttpRequestMessage Request(Uri url, string idempotencyKey, byte[] body, HookSecret secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        foreach (var (name, value) in secret.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (secret.SigningKey is { } key)
        {
            var timestamp = HookSignature.Timestamp(time.GetUtcNow());
            request.Headers.Add(HookSignature.TimestampHeader, timestamp);
            request.Headers.Add(HookSignature.SignatureHeader, HookSignature.Of(key.Span, timestamp, body));
        }

        return request;
    }

    private static async Task<HookReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var code = (int)response.StatusCode;
        var text = (await BodyAsync(response, cancellation)).Trim();
        var shown = text.Length == 0 ? "" : $": {Shown(text)}";
        return new(response.IsSuccessStatusCode, IsPassing(response.StatusCode), $"HTTP {code}{shown}");
    }

    // Shown to people and nothing else: neither its size nor its encoding nor its end decides anything.
    private static async Task<string> BodyAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
            var start = new byte[MostRead];
            var read = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
            return System.Text.Encoding.UTF8.GetString(start, 0, read);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException || (cut is OperationCanceledException && response.IsSuccessStatusCode))
        {
            return "";
        }
    }

    // As Flagger: what may be otherwise a moment later.
    private static bool IsPassing(HttpStatusCode code) => code is HttpStatusCode.TooManyRequests || ((int)code >= 500 && code is not HttpStatusCode.NotImplemented);

    private static string Shown(string text) => string.Join(' ', text.Length > LongestShown ? [.. Lines(text[..LongestShown]), "…"] : Lines(text));

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).SelectMany(line => line.Chunk(64)).Select(piece => ShownText.Of(new string(piece)));

    private async Task<HookSecret?> SecretAsync(string ns, string? name, CancellationToken cancellation) =>
        name is null ? HookSecret.None
        : (await api.GetAsync(KubeKind.Secrets, ns, name, cancellation)).Object is { } secret ? HookSecret.Of(secret)
        : null;
}
