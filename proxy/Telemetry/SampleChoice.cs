using System.Buffers;
using CanaryMesh.Api.Control;
using CanaryMesh.Proxy.Forwarding;

namespace CanaryMesh.Proxy.Telemetry;

/// <summary>Which requests become samples, and what is kept of them.</summary>
internal static class SampleChoice
{
    public const long SlowMicroseconds = 1_000_000;
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    public static bool IsKept(Outcome outcome, long microseconds) => outcome switch
    {
        Outcome.ServerError or Outcome.ConnectError or Outcome.Reset or Outcome.Timeout => true,
        Outcome.Success => microseconds >= SlowMicroseconds,
        Outcome.ClientCancel => false,
        _ => false,
    };

    public static RequestFailure Make(HttpContext context, string pod, long microseconds, bool onCanary) => new(
        0,
        TimeProvider.System.GetUtcNow(),
        context.Request.Method,
        Path(context),
        context.Response.StatusCode,
        microseconds,
        pod,
        TraceId(context.Request.Headers["traceparent"].ToString()),
        onCanary);

    /// <summary>The second field of a traceparent of version 00 (W3C Trace Context §3.2); whatever else a client puts there is nobody's trace.</summary>
    internal static string TraceId(string traceparent) =>
        traceparent.Length >= 55 && traceparent[2] == '-' && traceparent[35] == '-' && traceparent.AsSpan(3, 32).IndexOfAnyExcept(HexDigits) < 0
            ? traceparent.Substring(3, 32)
            : "";

    private static string Path(HttpContext context) =>
        SampledPath.Of(RawTarget.PathAndQuery(context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()?.RawTarget ?? "/"));
}
