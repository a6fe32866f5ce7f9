using System.Text.Json.Nodes;
using CanaryMesh.Api.Commands;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Signing;

/// <summary>Who gave a command, and when, is what admission saw; what the object says of it counts for nothing. Pure.</summary>
internal static class SignPolicy
{
    public static JsonObject Decide(JsonObject? old, JsonObject current, string user, DateTimeOffset now)
    {
        var desired = (JsonObject)current.DeepClone();
        var command = current.Annotation(AnnotationNames.Command);
        var before = old.Annotation(AnnotationNames.Command);
        Set(desired, command is null ? null : command == before ? old.Annotation(AnnotationNames.CommandSignature) : new CommandSignature(command, user, now).ToText());
        return desired;
    }

    /// <summary>Whether an update that changes the signature says of it what is so.</summary>
    public static bool IsTrue(JsonObject? old, JsonObject current, string user)
    {
        var text = current.Annotation(AnnotationNames.CommandSignature);
        return text is null
            || text == old.Annotation(AnnotationNames.CommandSignature)
            || (CommandSignature.Parse(text) is { } signature && signature.By == user && signature.Command == current.Annotation(AnnotationNames.Command));
    }

    private static void Set(JsonObject desired, string? signature)
    {
        if (signature is not null)
        {
            desired.Within("metadata").Within("annotations")[AnnotationNames.CommandSignature] = signature;
        }
        else
        {
            (desired.At("metadata", "annotations") as JsonObject)?.Remove(AnnotationNames.CommandSignature);
        }
    }
}
