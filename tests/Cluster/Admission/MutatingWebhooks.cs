using System.Text.Json;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Http;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Patching;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Admission;

/// <summary>The mutating webhooks, one after the other, and those again that asked to see later changes.</summary>
internal sealed class MutatingWebhooks(ObjectStore store, WebhookSelection selection, WebhookClient client, ObjectShape shape, Mistakes mistakes)
{
    private static readonly GroupResource Configurations = new("admissionregistration.k8s.io", "mutatingwebhookconfigurations");

    public async Task<JsonObject?> RunAsync(AdmissionCall call, ReinvocationMarks marks, CancellationToken cancel)
    {
        var current = call.Object;
        if (marks.Round > 0 && !JsonAccess.Same(current, marks.LastOutput))
        {
            marks.RequireAgain();
        }

        foreach (var hook in Webhook.All(store.List(Configurations, null).Items))
        {
            var now = call with { Object = current };
            if (selection.Match(hook, now) is not { } match || (marks.Round > 0 && !marks.IsRequired(hook)))
            {
                continue;
            }

            var changed = await OneAsync(match, now, cancel);
            if (changed is not null && !JsonAccess.Same(changed, current))
            {
                current = changed;
                marks.RequireAgain();
                marks.Changed = true;
            }

            if (hook.Reinvoked)
            {
                marks.Invoked(hook);
            }
        }

        marks.LastOutput = current;
        return current;
    }

    private async Task<JsonObject?> OneAsync(WebhookMatch match, AdmissionCall call, CancellationToken cancel)
    {
        var hook = match.Hook;
        if (call.Request.Options.DryRun && hook.SideEffects)
        {
            throw Refusals.BadRequest($"admission webhook \"{hook.Name}\" does not support dry run");
        }

        try
        {
            var uid = Guid.NewGuid().ToString();
            var body = await client.PostAsync(hook, ReviewBuilder.Review(call, match.SeenAs, uid), cancel);
            var answer = AnswerReader.Read(hook.Name, body, uid, mutating: true);
            call.Request.Options.Warnings.AddRange(answer.Warnings);
            return answer.Allowed ? Patched(match, call, answer.Patch) : throw Denials.Denied(hook.Name, answer.Status);
        }
        catch (WebhookException failure)
        {
            return hook.Ignores || mistakes.IgnoresFailurePolicy ? null : throw Denials.Internal(failure.Message);
        }
    }

    private JsonObject? Patched(WebhookMatch match, AdmissionCall call, byte[] patch)
    {
        if (patch.Length == 0)
        {
            return null;
        }

        if (call.Object is null)
        {
            throw Denials.Internal($"admission webhook \"{match.Hook.Name}\" attempted to modify the object, which is not supported for this operation");
        }

        try
        {
            var seen = ReviewBuilder.Seen(call, match.SeenAs, call.Object)!;
            var operations = BodyReader.Parse(patch, false, [], out var fault) ?? throw new PatchException(fault ?? "no patch");
            var changed = JsonPatch.Apply(seen, operations, mistakes) as JsonObject ?? throw new PatchException("the patched object is none");
            return shape.Repatched(call.Request.Kind, ReviewBuilder.Back(call, match.SeenAs, changed));
        }
        catch (Exception fault) when (fault is PatchException or JsonException)
        {
            throw Denials.Internal(fault.Message);
        }
    }
}
