using System.Threading.Channels;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Admission;

/// <summary>The validating webhooks, side by side; the first to refuse is heard.</summary>
internal sealed class ValidatingWebhooks(ObjectStore store, WebhookSelection selection, WebhookClient client, Mistakes mistakes)
{
    private static readonly GroupResource Configurations = new("admissionregistration.k8s.io", "validatingwebhookconfigurations");

    public async Task RunAsync(AdmissionCall call, CancellationToken cancel)
    {
        List<WebhookMatch> matches = [.. Webhook.All(store.List(Configurations, null).Items).Select(h => selection.Match(h, call)).OfType<WebhookMatch>()];
        if (matches.Count == 0)
        {
            return;
        }

        var refusals = Channel.CreateUnbounded<ApiException>();
        await Task.WhenAll(matches.Select(m => OneAsync(m, call, refusals.Writer, cancel)));
        if (refusals.Reader.TryRead(out var first))
        {
            throw first;
        }
    }

    private async Task OneAsync(WebhookMatch match, AdmissionCall call, ChannelWriter<ApiException> refusals, CancellationToken cancel)
    {
        var hook = match.Hook;
        if (call.Request.Options.DryRun && hook.SideEffects)
        {
            refusals.TryWrite(Refusals.BadRequest($"admission webhook \"{hook.Name}\" does not support dry run"));
            return;
        }

        try
        {
            var uid = Guid.NewGuid().ToString();
            var body = await client.PostAsync(hook, ReviewBuilder.Review(call, match.SeenAs, uid), cancel);
            var answer = AnswerReader.Read(hook.Name, body, uid, mutating: false);
            lock (call.Request.Options.Warnings)
            {
                call.Request.Options.Warnings.AddRange(answer.Warnings);
            }

            if (!answer.Allowed)
            {
                refusals.TryWrite(Denials.Denied(hook.Name, answer.Status));
            }
        }
        catch (WebhookException failure)
        {
            if (!hook.Ignores && !mistakes.IgnoresFailurePolicy)
            {
                refusals.TryWrite(Denials.Internal(failure.Message));
            }
        }
    }
}
