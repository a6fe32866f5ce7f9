using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Controllers.Objects;

/// <summary>Which objects belong to a controller: matching orphans are adopted, those that match no more are released.</summary>
internal sealed class Claim(IClusterApi api, ControllerKind kind, GroupResource claimed, Identity actor)
{
    public async Task<List<JsonObject>> ClaimAsync(JsonObject controller, IEnumerable<JsonObject> candidates, CancellationToken cancel)
    {
        var mine = new List<JsonObject>();
        foreach (var candidate in candidates)
        {
            switch (Judge(controller, candidate))
            {
                case ClaimVerdict.Keep:
                    mine.Add(candidate);
                    break;
                case ClaimVerdict.Adopt:
                    mine.Add(await AdoptAsync(controller, candidate, cancel));
                    break;
                case ClaimVerdict.Release:
                    await ReleaseAsync(controller, candidate, cancel);
                    break;
                case ClaimVerdict.Ignore:
                    break;
            }
        }

        return mine;
    }

    public static ClaimVerdict Judge(JsonObject controller, JsonObject candidate)
    {
        var matches = LabelSelector.Matches(controller.Object("spec", "selector"), LabelSelector.LabelsOf(candidate));
        if (Owner.Controller(candidate) is { } owner)
        {
            return owner.Text("uid") != controller.Uid() ? ClaimVerdict.Ignore
                : matches ? ClaimVerdict.Keep
                : controller.BeingDeleted() ? ClaimVerdict.Ignore : ClaimVerdict.Release;
        }

        return matches && !controller.BeingDeleted() && !candidate.BeingDeleted() ? ClaimVerdict.Adopt : ClaimVerdict.Ignore;
    }

    private Task<JsonObject> AdoptAsync(JsonObject controller, JsonObject candidate, CancellationToken cancel) =>
        api.UpdateAsync(claimed, Owner.With(candidate, Owner.Reference(controller, kind.ApiVersion, kind.Kind)), null, actor, cancel);

    private async Task ReleaseAsync(JsonObject controller, JsonObject candidate, CancellationToken cancel)
    {
        try
        {
            var uid = controller.Uid();
            await api.UpdateAsync(claimed, Owner.Without(candidate, r => r.Text("uid") == uid), null, actor, cancel);
        }
        catch (ApiException e) when (e.Code is 404 or 422)
        {
            // Gone meanwhile, so there is nothing to release.
        }
    }
}
