using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Webhook.Holding;

/// <summary>Holds an unjudged version: pure, from old and new object alone. What needs a look-up (a version promoted before, a volume, the
/// primary's own template) is held first, and the analyzer releases it.</summary>
internal static class HoldPolicy
{
    /// <summary>Mark of a hold by the API server's own policy, which cannot know a version's hash.</summary>
    public const string ByPolicy = "policy";

    public static HoldDecision Decide(JsonObject old, JsonObject current, IReadOnlyCollection<string> restartAnnotations)
    {
        var desired = (JsonObject)current.DeepClone();
        TakeBack(old, desired);
        if (!ManagedMarks.IsManaged(old))
        {
            return Onboarding(old, desired, restartAnnotations);
        }

        ManagedMarks.Keep(old, desired);
        var before = Hash(old, restartAnnotations);
        var hash = Hash(desired, restartAnnotations);
        var held = old.Annotation(AnnotationNames.Held);
        return (held, hash == before) switch
        {
            ({ } mark, true) => Keep(old, desired, mark, restartAnnotations),
            // A team's own pause stays theirs: nothing rolls under it. A mark beside it is our own answer, come round again.
            (null, _) when IsPaused(desired) && desired.Annotation(AnnotationNames.Held) is null => new(HoldVerdict.None, null, desired, [], false),
            (null, true) when !IsPaused(old) => new(HoldVerdict.None, null, desired, [], false),
            // What a team resumes to may be a version that came under its pause: it is held at that moment.
            _ => Judge(old, desired, hash, held is not null),
        };
    }

    // The policy comes before us and holds by the rule of thumb: it acts on what was not paused, so taking it back is what was written.
    private static void TakeBack(JsonObject old, JsonObject desired)
    {
        if (desired.Annotation(AnnotationNames.Held) == ByPolicy && old.Annotation(AnnotationNames.Held) != ByPolicy)
        {
            desired.Within("spec").Remove("paused");
            Annotations(desired).Remove(AnnotationNames.Held);
        }
    }

    private static HoldDecision Judge(JsonObject old, JsonObject desired, TemplateHash hash, bool wasHeld)
    {
        var clears = wasHeld && HasFailed(old);
        if (SafeSplit.WhyNot(old, desired) is { } reason)
        {
            if (wasHeld)
            {
                desired.Within("spec").Remove("paused");
                Annotations(desired).Remove(AnnotationNames.Held);
            }

            return new(HoldVerdict.NotHeld, reason, desired, [$"canarymesh: this version rolls out unjudged ({reason.Code}): {reason.Sentence}"], clears);
        }

        desired.Within("spec")["paused"] = true;
        Annotations(desired)[AnnotationNames.Held] = hash.Value;
        return new(HoldVerdict.Held, null, desired, [], clears);
    }

    private static HoldDecision Keep(JsonObject old, JsonObject desired, string held, IReadOnlyCollection<string> restartAnnotations)
    {
        var warnings = new List<string>();
        var name = $"{desired.Text("metadata", "name")} -n {desired.Text("metadata", "namespace")}";
        if (desired.Flag("spec", "paused") != old.Flag("spec", "paused") || desired.Annotation(AnnotationNames.Held) != held)
        {
            warnings.Add("canarymesh: the pause is kept while a version is judged or refused; "
                + $"use `kubectl canary promote {name}` or `kubectl canary abort {name}`");
        }

        if (restartAnnotations.Any(key => desired.At("spec", "template").Annotation(key) != old.At("spec", "template").Annotation(key)))
        {
            warnings.Add("canarymesh: the restart waits until the held version is promoted or given up; "
                + "to restart the version that serves, delete its pods one after the other: they come back with it");
        }

        desired.Within("spec")["paused"] = true;
        Annotations(desired)[AnnotationNames.Held] = held;
        return new(HoldVerdict.Kept, null, desired, warnings, false);
    }

    private static HoldDecision Onboarding(JsonObject old, JsonObject desired, IReadOnlyCollection<string> restartAnnotations)
    {
        var joins = ManagedMarks.IsManaged(desired) || ManagedMarks.IsEnabled(desired);
        return joins && Hash(old, restartAnnotations) != Hash(desired, restartAnnotations)
            ? new(HoldVerdict.NotHeld, NotHeldReasons.Onboarding, desired,
                [$"canarymesh: this version rolls out unjudged ({NotHeldReasons.Onboarding.Code}): {NotHeldReasons.Onboarding.Sentence}"], false)
            : new(HoldVerdict.None, null, desired, [], false);
    }

    private static bool HasFailed(JsonObject deployment) => deployment.Objects("status", "conditions").Any(condition =>
        condition.Text("type") == "Progressing" && condition.Text("status") == "False" && condition.Text("reason") == "ProgressDeadlineExceeded");

    private static bool IsPaused(JsonObject deployment) => deployment.Flag("spec", "paused");

    private static JsonObject Annotations(JsonObject deployment) => deployment.Within("metadata").Within("annotations");

    private static TemplateHash Hash(JsonObject deployment, IReadOnlyCollection<string> restartAnnotations) =>
        TemplateHash.Of(deployment.At("spec", "template") as JsonObject ?? [], restartAnnotations);
}
