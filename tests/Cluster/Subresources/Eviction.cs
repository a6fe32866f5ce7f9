using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Selectors;
using CanaryMesh.Cluster.Storage;

namespace CanaryMesh.Cluster.Subresources;

/// <summary>Deletes a pod if no disruption budget forbids it.</summary>
internal sealed class Eviction(ObjectStore store, RequestPipeline pipeline)
{
    private static readonly GroupResource Budgets = new("policy", "poddisruptionbudgets");

    public async Task EvictAsync(ResourceRequest request, JsonObject body, CancellationToken cancel)
    {
        if (body.Name() != request.Name)
        {
            throw Refusals.BadRequest("name in URL does not match name in Eviction object");
        }

        var pod = pipeline.Get(request.Kind, request.Namespace, request.Name!);
        await pipeline.AdmitEvictionAsync(request, body, cancel);
        if (pod.Text("status", "phase") is not ("Pending" or "Succeeded" or "Failed") && !pod.BeingDeleted())
        {
            Spend(request, pod);
        }

        var options = body.Object("deleteOptions");
        var how = new DeleteOptions
        {
            GraceSeconds = (int?)options.Number("gracePeriodSeconds"),
            Propagation = options.Text("propagationPolicy"),
            Uid = options.Text("preconditions", "uid"),
            ResourceVersion = options.Text("preconditions", "resourceVersion"),
        };
        await pipeline.DeleteAsync(request with { Subresource = null }, how, cancel);
    }

    private void Spend(ResourceRequest request, JsonObject pod)
    {
        while (true)
        {
            List<JsonObject> budgets = [.. store.List(Budgets, request.Namespace).Items.Where(b => LabelSelector.Of(b.Object("spec", "selector")).Matches(pod))];
            if (budgets.Count == 0)
            {
                return;
            }

            if (budgets.Count > 1)
            {
                throw new ApiException(500, "InternalError", "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.");
            }

            if (Take(request, budgets[0], pod))
            {
                return;
            }
        }
    }

    private bool Take(ResourceRequest request, JsonObject budget, JsonObject pod)
    {
        var ready = pod.Objects("status", "conditions").Any(c => c.Text("type") == "Ready" && c.Text("status") == "True");
        var healthy = budget.Number("status", "currentHealthy") ?? 0;
        var desired = budget.Number("status", "desiredHealthy") ?? 0;
        if (!ready && healthy >= desired && desired > 0)
        {
            return true;
        }

        var allowed = budget.Number("status", "disruptionsAllowed") ?? 0;
        if (allowed <= 0)
        {
            throw Refused(budget, desired, healthy);
        }

        if (request.Options.DryRun)
        {
            return true;
        }

        var spent = budget.Copy();
        spent.Ensure("status")["disruptionsAllowed"] = allowed - 1;
        spent.Ensure("status", "disruptedPods")[pod.Name()] = DateTime.UtcNow.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return store.TryReplace(Budgets, budget, spent) is not null;
    }

    private static ApiException Refused(JsonObject budget, long desired, long healthy) =>
        new(429, "TooManyRequests", "Cannot evict pod as it would violate the pod's disruption budget.", new JsonObject
        {
            ["causes"] = new JsonArray(new JsonObject
            {
                ["reason"] = "DisruptionBudget",
                ["message"] = $"The disruption budget {budget.Name()} needs {desired} healthy pods and has {healthy} currently",
            }),
        });
}
