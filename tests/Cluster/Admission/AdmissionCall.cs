using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Admission;

/// <summary>What is to be admitted.</summary>
internal sealed record AdmissionCall(ResourceRequest Request, string Operation, JsonObject? Object, JsonObject? OldObject, JsonObject Options);
