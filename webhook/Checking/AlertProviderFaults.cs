using System.Text.Json.Nodes;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with an AlertProvider.</summary>
internal static class AlertProviderFaults
{
    private const string Spec = "spec";
    private static readonly string[] Types = ["slack", "msteams", "discord", "rocket", "gchat", "webhook"];

    public static Findings Of(JsonObject provider)
    {
        var found = new Findings();
        var spec = provider.At(Spec);
        found.Require(spec, Spec, "type", value => value.Text() is { } type && Types.Contains(type), "one of " + string.Join(", ", Types));
        found.OneOf(spec, Spec, "format", "card", "workflow");
        var secret = spec.At("secretRef");
        if (secret is not null)
        {
            found.Require(secret, "spec.secretRef", "name", ObjectNames.IsObject, "the name of a Secret in this namespace, with the key address");
        }
        else if (spec.Text("address") is null or "")
        {
            found.Must(null, "spec.address", "the address of the hook, or secretRef with the name of a Secret that has it");
        }

        if (spec.Text("address") is { Length: > 0 })
        {
            found.Address(spec, Spec, "address");
        }

        if (spec.Text("proxy") is { Length: > 0 })
        {
            found.Address(spec, Spec, "proxy");
        }

        found.Test(spec, Spec, "channel", IsLine, "one line of at most 256 characters");
        found.Test(spec, Spec, "username", IsLine, "one line of at most 256 characters");
        Idle(spec, found);
        return found;
    }

    // Legal, and without any effect.
    private static void Idle(JsonNode? spec, Findings found)
    {
        var type = spec.Text("type");
        if (spec.Text("channel") is { Length: > 0 } && type is "msteams" or "gchat" or "webhook")
        {
            found.Idle(spec.At("channel")!, "spec.channel", $"a hook of the type {type} posts to its own room; leave it out");
        }

        if (spec.Text("username") is { Length: > 0 } && type is "msteams" or "webhook")
        {
            found.Idle(spec.At("username")!, "spec.username", $"a hook of the type {type} posts under its own name; leave it out");
        }

        if (spec.Text("address") is { Length: > 0 } && spec.At("secretRef") is not null)
        {
            // The address is often all that is secret about a room.
            found.Warn("spec.address", "it has no effect: the Secret of secretRef has the address that is posted to; leave one of them out");
        }
    }

    private static bool IsLine(JsonNode value) => value.Text() is { Length: <= 256 } text && !text.Any(char.IsControl);
}
