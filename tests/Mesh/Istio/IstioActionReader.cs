using System.Text.Json;
using CanaryMesh.Mesh.Actions;
using CanaryMesh.Mesh.Reading;
using CanaryMesh.Mesh.Requests;

namespace CanaryMesh.Mesh.Istio;

/// <summary>Reads what a rule of spec.http does.</summary>
internal static class IstioActionReader
{
    private const int MovedPermanently = 301;

    public static RouteAction Read(JsonElement rule, string @namespace) => (rule.At("redirect"), rule.At("directResponse")) switch
    {
        ({ } redirect, _) => Redirect(redirect),
        (_, { } answer) => new RouteAction.Answer(answer.Whole("status") ?? 0, answer.Text("body", "string") ?? ""),
        _ => Forward(rule, @namespace),
    };

    private static RouteAction.Redirect Redirect(JsonElement redirect) => new(redirect.Whole("redirectCode") ?? MovedPermanently)
    {
        Scheme = redirect.Text("scheme"),
        Host = redirect.Text("authority"),
        Port = redirect.Whole("port"),
        Path = redirect.Text("uri") is { } uri ? new PathRewrite.Whole(uri) : null,
    };

    private static RouteAction.Forward Forward(JsonElement rule, string @namespace) => new(IstioTargets.Read(rule, @namespace))
    {
        Path = Rewrite(rule),
        Authority = rule.Text("rewrite", "authority"),
        Request = IstioHeaders.Read(rule, "request"),
        Response = IstioHeaders.Read(rule, "response"),
        Mirrors = IstioTargets.Mirrors(rule, @namespace),
        Timeout = Durations.Read(rule.Text("timeout")),
        Retry = Retry(rule),
    };

    private static PathRewrite? Rewrite(JsonElement rule)
    {
        if (rule.At("rewrite", "uriRegexRewrite") is { } regex)
        {
            return new PathRewrite.Pattern(Re2.Anywhere(regex.Text("match") ?? ""), regex.Text("rewrite") ?? "");
        }
        return rule.Text("rewrite", "uri") is { Length: > 0 } uri ? new PathRewrite.Prefix(uri) : null;
    }

    private static RetryRule Retry(JsonElement rule)
    {
        if (rule.At("retries") is not { } retries)
        {
            return RetryRule.Default;
        }
        var on = retries.Text("retryOn");
        return new RetryRule(retries.Whole("attempts") ?? 0, on is null or "" ? RetryRule.Default.On : on.Split(',', StringSplitOptions.TrimEntries));
    }
}
