using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Admission.InTree;
using CanaryMesh.Cluster.Admission.Policies;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Admission;

/// <summary>Everything between a request and the store.</summary>
internal sealed class AdmissionChain(InTreeAdmission inTree, MutatingPolicies policies, MutatingWebhooks mutating, ValidatingWebhooks validating, ObjectShape shape) : IAdmission
{
    public async Task<JsonObject> MutateAsync(ResourceRequest request, string operation, JsonObject? changed, JsonObject? old, JsonObject options, CancellationToken cancel)
    {
        inTree.CheckLifecycle(request, operation, changed);
        if (changed is null)
        {
            await mutating.RunAsync(new AdmissionCall(request, operation, null, old, options), new ReinvocationMarks(), cancel);
            return [];
        }

        var marks = new ReinvocationMarks();
        var current = changed;
        for (; marks.Round < 2; marks.Round++)
        {
            inTree.Mutate(request, operation, current);
            var written = policies.Run(new AdmissionCall(request, operation, current, old, options), marks.Round);
            marks.Changed |= !JsonAccess.Same(written, current);
            current = written;
            current = (await mutating.RunAsync(new AdmissionCall(request, operation, current, old, options), marks, cancel))!;
            if (!marks.Changed)
            {
                break;
            }

            current = current == changed ? current : shape.Defaulted(request, current);
        }

        return current;
    }

    public async Task ValidateAsync(ResourceRequest request, string operation, JsonObject? changed, JsonObject? old, JsonObject options, CancellationToken cancel)
    {
        inTree.Validate(request, operation, changed, old);
        await validating.RunAsync(new AdmissionCall(request, operation, changed, old, options), cancel);
        inTree.Spend(request, operation, changed, old);
    }
}
