using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Tree;
using FsCheck;
using FsCheck.Fluent;

namespace Comity.Tests.Record;

public sealed class MerkleTreeTests
{
    private static readonly JsonNode Vectors = JsonNode.Parse(File.ReadAllText(TestPaths.Vector("record/merkle.json")))!;
    private static readonly byte[][] VectorData = [.. Vectors["data"]!.AsArray().Select(d => Convert.FromHexString((string)d!))];

    [Fact]
    public void Roots_are_those_of_the_reference_tests()
    {
        var tree = TreeOf(VectorData);

        Assert.Equal((string?)Vectors["emptyRoot"], MerkleHashing.EmptyRoot.ToString());
        Assert.Equal(Vectors["roots"]!.AsArray().Select(r => (string?)r), Enumerable.Range(1, 8).Select(n => tree.RootAt(n).ToString()));
    }

    [Fact]
    public void Inclusion_proofs_hold_or_not_as_the_vectors_say()
    {
        var tree = TreeOf(VectorData);
        foreach (var vector in Vectors["inclusion"]!.AsArray())
        {
            var (index, size, proof) = ((int)vector!["index"]!, (int)vector["size"]!, Proof(vector));
            var leaf = MerkleHashing.Leaf(VectorData[Math.Clamp(VectorLeaf(vector, index), 0, 7)]);
            var holds = MerkleProofs.VerifyInclusion(leaf, index, new TreeHead(size, tree.RootAt(size)), proof);

            Assert.True(holds == (bool)vector["holds"]!, (string?)vector["name"]);
            if (holds)
            {
                Assert.Equal(proof, tree.InclusionProof(index, size));
            }
        }
    }

    [Fact]
    public void Consistency_proofs_hold_or_not_as_the_vectors_say()
    {
        var tree = TreeOf(VectorData);
        foreach (var vector in Vectors["consistency"]!.AsArray())
        {
            var (first, second, proof) = ((int)vector!["first"]!, (int)vector["second"]!, Proof(vector));
            var holds = MerkleProofs.VerifyConsistency(new(first, tree.RootAt(first)), new(second, tree.RootAt(second)), proof);

            Assert.True(holds == (bool)vector["holds"]!, (string?)vector["name"]);
            if (holds && first > 0)
            {
                Assert.Equal(proof, tree.ConsistencyProof(first, second));
            }
        }
    }

    [Fact]
    public void Tree_equals_the_naive_one_at_every_size_to_seventy()
    {
        var data = Data(70, seed: 1);
        var tree = TreeOf(data);
        for (var size = 0; size <= 70; size++)
        {
            AssertEqualsNaive(tree, data, size, Enumerable.Range(0, size), Enumerable.Range(1, size));
        }
    }

    [Fact]
    public void Tree_equals_the_naive_one_at_random_sizes()
    {
        Prop.ForAll(
            Gen.Choose(71, 700).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(),
            (held, seed) =>
            {
                var random = new Random(seed);
                var data = Data(held, seed);
                var size = random.Next(1, held + 1);
                AssertEqualsNaive(TreeOf(data), data, size, [random.Next(size)], [random.Next(1, size + 1)]);
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Any_changed_proof_size_or_place_does_not_hold()
    {
        var data = Data(33, seed: 2);
        var tree = TreeOf(data);
        for (var index = 0; index < 33; index++)
        {
            var proof = tree.InclusionProof(index, 33);
            for (var at = 0; at < proof.Count; at++)
            {
                var changed = proof.ToArray();
                changed[at] = MerkleHashing.Node(changed[at], changed[at]);
                Assert.False(MerkleProofs.VerifyInclusion(MerkleHashing.Leaf(data[index]), index, tree.Head, changed));
            }

            Assert.False(MerkleProofs.VerifyInclusion(MerkleHashing.Leaf(data[index]), (index + 1) % 33, tree.Head, proof));
            Assert.False(MerkleProofs.VerifyInclusion(MerkleHashing.Leaf(data[index]), index, new(33, tree.RootAt(32)), proof));
        }
    }

    /// <summary>The root alone does not fix the size: a proof must be of the length the size asks for.</summary>
    [Fact]
    public void A_head_that_lies_about_its_size_proves_nothing()
    {
        var data = Data(21, seed: 6);
        var tree = TreeOf(data);
        for (var size = 2; size <= 21; size++)
        {
            var root = tree.RootAt(size);
            for (var index = 0; index < size; index++)
            {
                Assert.False(MerkleProofs.VerifyInclusion(MerkleHashing.Leaf(data[index]), index, new(size * 4L, root), tree.InclusionProof(index, size)));
            }

            for (var first = 1; first < size; first++)
            {
                Assert.False(MerkleProofs.VerifyConsistency(new(first, tree.RootAt(first)), new(size * 4L, root), tree.ConsistencyProof(first, size)));
            }
        }
    }

    [Fact]
    public void A_head_that_rewrites_its_past_is_not_an_extension()
    {
        var data = Data(20, seed: 3);
        var other = data.ToArray();
        other[4] = [9, 9, 9];
        var (told, retold) = (TreeOf(data), TreeOf(other));
        for (var first = 5; first < 20; first++)
        {
            Assert.False(MerkleProofs.VerifyConsistency(new(first, told.RootAt(first)), retold.Head, retold.ConsistencyProof(first, 20)));
        }
    }

    [Theory]
    [InlineData(-1, 3)]
    [InlineData(3, 3)]
    [InlineData(0, 6)]
    public void Asking_for_an_inclusion_proof_outside_the_journal_is_a_mistake(long index, long size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeOf(Data(5, seed: 4)).InclusionProof(index, size));

    [Theory]
    [InlineData(0, 3)]
    [InlineData(4, 3)]
    [InlineData(1, 6)]
    public void Asking_for_a_consistency_proof_outside_the_journal_is_a_mistake(long first, long second) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TreeOf(Data(5, seed: 4)).ConsistencyProof(first, second));

    private static void AssertEqualsNaive(MerkleTree tree, byte[][] data, int size, IEnumerable<int> indexes, IEnumerable<int> firsts)
    {
        var held = data.AsSpan(0, size);
        var head = new TreeHead(size, tree.RootAt(size));
        Assert.Equal(NaiveMerkleTree.Root(held), head.Root);
        foreach (var index in indexes)
        {
            var proof = tree.InclusionProof(index, size);
            Assert.Equal(NaiveMerkleTree.InclusionProof(index, data.AsSpan(0, size)), proof);
            Assert.True(MerkleProofs.VerifyInclusion(MerkleHashing.Leaf(data[index]), index, head, proof));
        }

        foreach (var first in firsts)
        {
            var proof = tree.ConsistencyProof(first, size);
            Assert.Equal(NaiveMerkleTree.ConsistencyProof(first, data.AsSpan(0, size)), proof);
            Assert.True(MerkleProofs.VerifyConsistency(new(first, tree.RootAt(first)), head, proof));
        }
    }

    private static byte[][] Data(int count, int seed)
    {
        var random = new Random(seed);
        var data = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            data[i] = new byte[random.Next(0, 40)];
            random.NextBytes(data[i]);
        }

        return data;
    }

    private static MerkleTree TreeOf(IEnumerable<byte[]> data)
    {
        var tree = new MerkleTree();
        foreach (var item in data)
        {
            tree.AppendLeaf(MerkleHashing.Leaf(item));
        }

        return tree;
    }

    // Good vectors prove the leaf at their index; bad ones are variations of leaf 5 of 7.
    private static int VectorLeaf(JsonNode vector, int index) => (bool)vector["holds"]! ? index : 5;

    private static List<Hash256> Proof(JsonNode vector) =>
        [.. vector["proof"]!.AsArray().Select(p => Hash256.TryParse((string?)p, out var hash) ? hash : throw new FormatException())];
}
