using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;
using CanaryMesh.Api.Values;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with spec.analysis.webhooks.</summary>
internal static class HookFaults
{
    private const string LegalTimeout =
        "a duration above 0 and of at most 1h, such as 30s or 5m: what takes longer is asked for again each interval by a confirm-rollout, confirm-traffic-increase or confirm-promotion hook";

    private static readonly string[] Types =
        ["", "rollout", "confirm-rollout", "pre-rollout", "confirm-promotion", "post-rollout", "event", "rollback", "confirm-traffic-increase"];

    public static void Find(JsonObject analysis, string parent, Findings found)
    {
        foreach (var (hook, path) in found.Each(analysis, parent, "webhooks"))
        {
            found.Require(hook, path, "name", value => value.Text() is not null, "a name");
            found.Require(hook, path, "url", value => Addresses.IsHttp(value.Text()), Addresses.Words);
            found.OneOf(hook, path, "type", Types);
            found.Test(hook, path, "timeout", value => Durations.Parse(value.Text()) <= Durations.LongestCall, LegalTimeout);
            found.Whole(hook, path, "retries", 0, 1000);
            found.Duration(hook, path, "expiry");
            Secrets(hook, path, found);
            Metadata(hook, path, found);
            if (hook.At("expiry") is not null && hook.Text("type")?.StartsWith("confirm-", StringComparison.Ordinal) is not true)
            {
                found.Warn($"{path}.expiry", "only gates (confirm-rollout, confirm-traffic-increase, confirm-promotion) expire; it has no effect here");
            }
        }
    }

    private static void Secrets(JsonObject hook, string path, Findings found)
    {
        if (hook.At("secretRef") is { } secret)
        {
            found.Require(secret, path + ".secretRef", "name", ObjectNames.IsObject, "the name of a Secret in this namespace");
        }

        if (Uri.TryCreate(hook.Text("url"), UriKind.Absolute, out var url) && url.UserInfo.Length > 0)
        {
            found.Add(path + ".url", "it carries a user or password, which belong in a Secret: name it in secretRef");
        }
    }

    private static void Metadata(JsonObject hook, string path, Findings found)
    {
        found.Test(hook, path, "metadata", value => value is JsonObject, "a map of texts");
        foreach (var (name, value) in hook.At("metadata") as JsonObject ?? [])
        {
            if (value.Text() is null)
            {
                found.Must(value, $"{path}.metadata.{CanaryMesh.Api.Values.ShownText.Of(name)}", "a text");
            }
        }
    }
}
